"""IAM, enforced for callers that are an assumed role: who may do what, by which sentence of which policy.

moto's own enforcement (`set_initial_no_auth_action_count`) takes conditions for fulfilled, knows no key
policies, and concerns every caller or none. Here the account's default credentials stay administrator, and
what can't be evaluated is an answer that says so.
"""
