"""Every table and the migrations, one file a subject. Imports nothing of ours."""
