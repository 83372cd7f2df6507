"""The legal side of casework: screenings of the possible routes, questions to lawyers, what each lawyer filed and advised."""
