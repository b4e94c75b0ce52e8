import { DataAwsEksAddonVersion } from "@cdktf/provider-aws/lib/data-aws-eks-addon-version";
import { EksAddon } from "@cdktf/provider-aws/lib/eks-addon";
import { Fn, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { IamServiceRole } from "./iam-service-role";

/** An add-on's own AWS permissions, which reach it through Pod Identity. */
export interface AddOnIdentity {
  readonly roleName: string;
  readonly managedPolicy: string;
  readonly serviceAccount: string;
}

/** One of EKS' managed add-ons. */
export interface AddOn {
  /** The add-on's name on AWS, which is its construct id too. */
  readonly name: string;
  readonly configuration?: object;
  readonly identity?: AddOnIdentity;
}

export interface AddOnsProps {
  readonly clusterName: string;
  readonly kubernetesVersion: string;
  readonly addOns: readonly AddOn[];
  readonly dependsOn?: ITerraformDependable[];
}

/** Managed add-ons at the versions that AWS recommends for the cluster's minor. */
export class AddOns extends Construct {
  readonly installed: readonly EksAddon[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: AddOnsProps,
  ) {
    super(scope, id);
    this.installed = props.addOns.map((addOn) => this.install(addOn));
  }

  private install({ name, configuration, identity }: AddOn): EksAddon {
    const { clusterName, kubernetesVersion, dependsOn = [] } = this.props;
    const version = new DataAwsEksAddonVersion(this, `${name}-version`, {
      addonName: name,
      kubernetesVersion,
    });
    const role = identity === undefined ? undefined : this.role(name, identity);
    return new EksAddon(this, name, {
      clusterName,
      addonName: name,
      addonVersion: version.version,
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "OVERWRITE",
      ...(configuration === undefined ? {} : { configurationValues: Fn.jsonencode(configuration) }),
      ...(identity === undefined || role === undefined
        ? {}
        : { podIdentityAssociation: [{ roleArn: role.role.arn, serviceAccount: identity.serviceAccount }] }),
      dependsOn: [...dependsOn, ...(role?.attachments ?? [])],
    });
  }

  private role(addOn: string, { roleName, managedPolicy }: AddOnIdentity): IamServiceRole {
    return new IamServiceRole(this, `${addOn}-identity`, {
      name: roleName,
      service: "pods.eks.amazonaws.com",
      trustedActions: ["sts:TagSession"],
      managedPolicies: [managedPolicy],
    });
  }
}
