import { DnsManagedZoneIamMember } from "@cdktf/provider-google/lib/dns-managed-zone-iam-member";
import { ProjectIamCustomRole } from "@cdktf/provider-google/lib/project-iam-custom-role";
import { ProjectIamMember } from "@cdktf/provider-google/lib/project-iam-member";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { DnsZone } from "../../contract/dns-zone";
import type { WorkloadIdentitySettings, WorkloadPermission } from "../../contract/workload-identity";
import { gkeNames } from "./names";

/** What a zone's records take, and nothing that could remove the zone. */
const changeRecords = [
  "dns.changes.create",
  "dns.changes.get",
  "dns.changes.list",
  "dns.managedZones.get",
  "dns.resourceRecordSets.create",
  "dns.resourceRecordSets.delete",
  "dns.resourceRecordSets.get",
  "dns.resourceRecordSets.list",
  "dns.resourceRecordSets.update",
];

/** What a snapshot takes, from its request to its removal. */
const takeSnapshots = [
  "compute.disks.createSnapshot",
  "compute.disks.get",
  "compute.globalOperations.get",
  "compute.snapshots.create",
  "compute.snapshots.delete",
  "compute.snapshots.get",
  "compute.snapshots.list",
  "compute.snapshots.setLabels",
  "compute.zoneOperations.get",
];

/** What Grafana's plugin asks before it can offer a bucket to read from: names, and no entry of any log. */
const findLogs = ["logging.buckets.list", "logging.views.list", "resourcemanager.projects.get"];

export interface WorkloadPermissionsProps {
  readonly namePrefix: string;
  readonly project: string;
  readonly projectNumber: string;
  /** What is new each time the environment is made. */
  readonly lifetime: string;
  /** The identity's name within its cluster. */
  readonly identity: string;
  /** The identity as policies name it. */
  readonly member: string;
  /** The managed zones whose records may be changed. */
  readonly dnsZones: readonly DnsZone[];
  /** The log bucket of the control plane; undefined where there is no control plane, or its logs aren't kept. */
  readonly logBucket?: string | undefined;
  readonly permissions: readonly WorkloadPermission[];
  /** The buckets that objects may be used in; undefined for all of the environment's. */
  readonly buckets: WorkloadIdentitySettings["buckets"];
  /** What must exist before anything is granted. */
  readonly after: readonly ITerraformDependable[];
}

/** What an identity may do: only with what is the environment's own, by its name or by the account's list. */
export class WorkloadPermissions extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: WorkloadPermissionsProps,
  ) {
    super(scope, id);
    const grant: Readonly<Record<WorkloadPermission, () => void>> = {
      "secrets.read": () => this.readSecrets(),
      "objectstore.readwrite": () => this.useBuckets(),
      "dns.write": () => this.writeRecords(),
      "volumes.snapshot": () => this.takeSnapshots(),
      "logs.read": () => this.readLogs(),
      autoscaler: () => {
        throw new Error("GKE scales its node pools itself.");
      },
    };
    for (const permission of props.permissions) grant[permission]();
  }

  private readSecrets(): void {
    const { namePrefix, projectNumber } = this.props;
    this.grantInProject("secrets-read", "roles/secretmanager.secretAccessor", {
      title: `secrets of ${namePrefix}`,
      expression: `resource.name.startsWith("projects/${projectNumber}/secrets/${namePrefix}-")`,
    });
  }

  private useBuckets(): void {
    const { namePrefix, buckets } = this.props;
    const role = "roles/storage.objectUser";
    if (buckets === undefined) {
      this.grantInProject("objectstore-readwrite", role, {
        title: `buckets of ${namePrefix}`,
        expression: `resource.name.startsWith("projects/_/buckets/${namePrefix}-")`,
      });
      return;
    }
    // A grant for each, because a condition takes few terms.
    for (const bucket of buckets) {
      const name = `projects/_/buckets/${namePrefix}-${bucket}`;
      this.grantInProject(`objectstore-readwrite-${bucket}`, role, {
        title: `bucket ${namePrefix}-${bucket}`,
        // A list is asked of the bucket, and everything else of an object.
        expression: `resource.name == "${name}" || resource.name.startsWith("${name}/")`,
      });
    }
  }

  private writeRecords(): void {
    const { project, member, dnsZones, after } = this.props;
    const records = this.customRole("dns-write", "Change records of DNS zones", changeRecords);
    for (const { key, id: managedZone } of dnsZones) {
      new DnsManagedZoneIamMember(this, `dns-write-${key}`, {
        project,
        managedZone,
        role: records.name,
        member,
        dependsOn: [...after],
      });
    }
    // Controllers look for the zone of a name among all that there are.
    const names = this.customRole("dns-list", "List DNS zones", ["dns.managedZones.list"]);
    this.grantInProject("dns-list", names.name);
  }

  private takeSnapshots(): void {
    const role = this.customRole("volumes-snapshot", "Take snapshots of volumes", takeSnapshots);
    this.grantInProject("volumes-snapshot", role.name, {
      title: "disks of volumes",
      // Kubernetes names volumes' disks so, and nodes' disks otherwise.
      expression:
        'resource.type != "compute.googleapis.com/Disk" || resource.name.extract("/disks/{name}").startsWith("pvc-")',
    });
  }

  /** https://docs.cloud.google.com/logging/docs/logs-views#grant-access */
  private readLogs(): void {
    const { namePrefix, logBucket } = this.props;
    if (logBucket === undefined) throw new Error("The control plane's logs aren't kept.");
    this.grantInProject("logs-read", "roles/logging.viewAccessor", {
      title: `control plane of ${namePrefix}`,
      expression: `resource.name == "${logBucket}/views/_AllLogs"`,
    });
    const names = this.customRole("logs-find", "List log buckets", findLogs);
    this.grantInProject("logs-find", names.name);
  }

  private customRole(id: string, title: string, permissions: readonly string[]): ProjectIamCustomRole {
    const { namePrefix, project, identity, lifetime, after } = this.props;
    return new ProjectIamCustomRole(this, `${id}-role`, {
      project,
      roleId: gkeNames(namePrefix).role(`${identity}-${id}`, lifetime),
      title,
      permissions: [...permissions],
      dependsOn: [...after],
    });
  }

  private grantInProject(
    id: string,
    role: string,
    condition?: { readonly title: string; readonly expression: string },
  ): void {
    const { project, member, after } = this.props;
    new ProjectIamMember(this, id, {
      project,
      role,
      member,
      ...(condition === undefined ? {} : { condition }),
      dependsOn: [...after],
    });
  }
}
