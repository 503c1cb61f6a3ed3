"""`python -m compiler` is `atlas`."""

from compiler.cli import main

main()
