"""The chain of files: what a provider delivers is read, made into PDF/A, sealed, and checked. No database here.

The delivered image is passed through untouched: text is laid over it, the PDF/A is made and checked, and only then
sealed, by an increment appended to it.
"""
