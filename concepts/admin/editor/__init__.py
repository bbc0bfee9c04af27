"""The editor's workshop: the form of a page, its preview, history and link check, and what is done
to a page as a whole.

Nothing in it writes a column or row that readers query. What is typed becomes a text, and the text
goes through the write door, `publishing`. The parent package registers what is built here.
"""
