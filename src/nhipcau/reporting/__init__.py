"""Forms, periods, submissions, approval, totals."""
