"""Terms of use: what licences allow, forbid and require."""
