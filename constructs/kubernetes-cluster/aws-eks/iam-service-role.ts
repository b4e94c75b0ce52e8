import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import { trustInService } from "../../account/aws/iam-policy";

export interface IamServiceRoleProps {
  readonly name: string;
  /** The service that acts as the role: "eks.amazonaws.com". */
  readonly service: string;
  /** What the service does beside assuming the role. */
  readonly trustedActions?: readonly string[];
  /** Policies that AWS keeps, by the part of their ARN behind "policy/". */
  readonly managedPolicies: readonly string[];
}

/** A role that one AWS service acts as, with policies that AWS keeps up to date. */
export class IamServiceRole extends Construct {
  readonly role: IamRole;
  /** What must exist before the service can do its work as the role. */
  readonly attachments: readonly IamRolePolicyAttachment[];

  constructor(scope: Construct, id: string, props: IamServiceRoleProps) {
    super(scope, id);
    this.role = new IamRole(this, "role", {
      name: props.name,
      assumeRolePolicy: trustInService(props.service, ...(props.trustedActions ?? [])),
    });
    this.attachments = props.managedPolicies.map(
      (policy) =>
        new IamRolePolicyAttachment(this, policy.split("/").pop() ?? policy, {
          role: this.role.name,
          policyArn: `arn:aws:iam::aws:policy/${policy}`,
        }),
    );
  }
}
