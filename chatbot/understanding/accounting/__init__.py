"""What may go unused beside a question, and when it may not: fillers, marks, courtesies, circumstances."""
