"""The text room: raw page to passages.

It reads source files, undoes the damage that scraping and converting did to
them, and cuts them into passages that can be found and quoted.  It knows
nothing of search.  Its public functions
stand in ``pages``.
"""
