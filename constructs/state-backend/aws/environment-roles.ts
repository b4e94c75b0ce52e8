import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { policyDocument } from "../../account/aws/iam-policy";
import { type StateRole, stateRoles } from "../../contract/backend-block";
import { accessTo, type StateBackendSettings } from "../../contract/state-backend";
import { roleNameOf } from "./names";
import { roleDenials, rolePermissions } from "./role-permissions";
import { trustStatements } from "./role-trust";

/** The roles of those who plan and who apply one environment; none for a role that nobody may take. */
export class EnvironmentRoles extends Construct {
  readonly roles: ReadonlyMap<StateRole, IamRole>;

  constructor(
    scope: Construct,
    id: string,
    settings: StateBackendSettings,
    readonly environment: string,
  ) {
    super(scope, id);
    const access = accessTo(settings, environment);
    const taken = stateRoles.filter((role) => access[role].length > 0);
    this.roles = new Map(taken.map((role) => [role, this.role(settings, role)]));
  }

  private role(settings: StateBackendSettings, role: StateRole): IamRole {
    const { environment } = this;
    const iamRole = new IamRole(this, role, {
      name: roleNameOf(settings, environment, role),
      description: `${role === "plan" ? "Reads" : "Writes"} the Terraform state of ${environment}`,
      assumeRolePolicy: policyDocument(...trustStatements(settings, accessTo(settings, environment)[role])),
    });
    new IamRolePolicy(this, `${role}-policy`, {
      name: "state",
      role: iamRole.name,
      policy: policyDocument(
        ...rolePermissions(settings, environment, role),
        ...roleDenials(settings, environment),
      ),
    });
    return iamRole;
  }
}
