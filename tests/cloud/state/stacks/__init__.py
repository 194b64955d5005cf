"""CloudFormation for the local AWS. A stack takes time, has events, creates and deletes its resources by signed requests with the keys of the
person who asked for it, and fails and rolls back as on AWS.
"""
