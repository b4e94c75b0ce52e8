"""Tries what the roles of a state backend may do, and which sentence of which policy says so.

role_trials.py REGION BUCKET TABLE KEY_ALIAS PREFIX: the roles are PREFIX-dev-plan, PREFIX-dev-apply (for the account)
and PREFIX-prod-apply (for a job of a CI service). Prints as JSON what went otherwise than expected (`wrong`), and for
each statement of each policy what goes otherwise once that statement is removed (`mutations`).
"""

import json
from collections.abc import Callable, Iterator

from state_roles import BUCKET, KEY_ID, ROLES, Role, administrator_trials, iam, kms, s3, wrong, wrong_of


class Document:
    """A policy in the cloud, to be read and replaced."""

    def __init__(self, name: str, text: object, put: Callable[[str], object], concerns: Callable[[], Iterator[str]]):
        self.name, self.put, self.concerns = name, put, concerns
        self.document = json.loads(text) if isinstance(text, str) else text

    def mutations(self) -> Iterator[dict]:
        """Each statement removed in turn, what is seen of it, and all put back."""
        statements = self.document["Statement"]
        for statement in statements:
            others = [one for one in statements if one is not statement]
            # A policy without any statement is refused by AWS; in its place nobody is trusted.
            nobody = [{"Effect": "Deny", "Principal": "*", "Action": statement["Action"]}]
            self.put(json.dumps({**self.document, "Statement": others or nobody}))
            try:
                seen = next(self.concerns(), None)
            finally:
                self.put(json.dumps(self.document))
            yield {"policy": self.name, "statement": statement["Sid"], "seen": seen}


def documents() -> Iterator[Document]:
    """Every policy of the backend that somebody here is held to."""
    for role in ROLES:

        def own(role: Role = role) -> Iterator[str]:
            return wrong_of(role)

        def put(text: str, name: str = role.name) -> object:
            return iam.put_role_policy(RoleName=name, PolicyName="state", PolicyDocument=text)

        def put_trust(text: str, name: str = role.name) -> object:
            return iam.update_assume_role_policy(RoleName=name, PolicyDocument=text)

        inline = iam.get_role_policy(RoleName=role.name, PolicyName="state")["PolicyDocument"]
        yield Document(f"policy of {role.name}", inline, put, own)
        trust = iam.get_role(RoleName=role.name)["Role"]["AssumeRolePolicyDocument"]
        yield Document(f"trust of {role.name}", trust, put_trust, own)
    yield Document(
        "policy of the key",
        kms.get_key_policy(KeyId=KEY_ID, PolicyName="default")["Policy"],
        lambda text: kms.put_key_policy(KeyId=KEY_ID, PolicyName="default", Policy=text),
        wrong,
    )
    yield Document(
        "policy of the bucket",
        s3.get_bucket_policy(Bucket=BUCKET)["Policy"],
        lambda text: s3.put_bucket_policy(Bucket=BUCKET, Policy=text),
        lambda: (what for what, is_right in administrator_trials() if not is_right),
    )


for environment in ("dev", "prod"):
    s3.put_object(Bucket=BUCKET, Key=f"{environment}/trial.tfstate", Body=b"{}")
result = {
    "wrong": list(wrong()),
    "mutations": [mutation for document in documents() for mutation in document.mutations()],
}
print(json.dumps(result))
