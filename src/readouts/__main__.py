"""`python -m readouts`: the command by its package."""

from readouts.cli import main

if __name__ == "__main__":
    main()
