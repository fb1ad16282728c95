"""Student, school, class, mentors, supervisors: the bond that all else hangs on."""
