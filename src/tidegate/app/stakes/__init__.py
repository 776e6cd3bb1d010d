"""Files of stakes → a structure: CSV, FollowTheMoney entities, GLEIF level-2 relationship records.

A row that cannot be read never drops a stake unseen: it is a reject with its line and reason, and
where owner and owned are readable the stake stands as an unknown share.
"""

from tidegate.app.stakes.reading import StakesFile, read_stakes
from tidegate.app.stakes.shares import share_of

__all__ = ["StakesFile", "read_stakes", "share_of"]
