"""The Export Administration Regulations, 15 CFR parts 730 to 774: one module for each question.

`scope`: is it subject to the regulations? `ccl`: what the Commerce Control List asks at the
destination; `exceptions`: which licence exceptions fit. `embargo`: part 746. `uses`: end uses of
part 744. `goods`: what an item may be.
"""
