"""Intake: referrals and enquiries, screening, the decision, the waiting list, and a whole caseload from a file."""
