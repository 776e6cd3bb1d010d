"""One module for each command or small group of them: options in, one use case, an answer out."""
