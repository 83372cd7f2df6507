"""What the law gives to the people in the files: to know, to receive, to be erased; and to the organisation: to account for it."""
