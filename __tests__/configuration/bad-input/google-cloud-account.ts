import { gcpRegions } from "../../../constructs/account/gcp/gcp-regions";
import type { CloudAccountInput } from "../../../constructs/contract/project";
import { gcpAccountInput } from "../../gcp-examples";
import { type BadInputs, told } from "../refusal";

const path = "project.clouds.gcp";
const principals =
  "Allowed: group:…, user:… or serviceAccount:… with an address, principal://… or principalSet://… of an identity pool.";
const projectId =
  "Allowed: 6 to 30 lower-case letters, digits and '-', beginning with a letter and not ending with '-'.";
const projectMend =
  "Mend: copy it from `gcloud config get-value project`; it is neither the project's name nor its number.";

/** A project with an account on Google Cloud that is valid but for one field, whichever clouds environments use. */
function gcp(changes: Partial<CloudAccountInput>) {
  return { "clouds.gcp": { ...gcpAccountInput, ...changes } };
}

export const badGoogleCloudAccount: BadInputs = {
  about: "an account on Google Cloud",
  cases: [
    {
      it: "refuses a project's number for its id",
      project: gcp({ account: "123456789012" }),
      problems: [
        told(
          `${path}.account = "123456789012" is not the id of a Google Cloud project.`,
          projectId,
          projectMend,
        ),
      ],
    },
    {
      it: "refuses an environment's project by its name",
      project: gcp({ environments: { dev: { account: "My Project" } } }),
      problems: [
        told(
          `${path}.environments.dev.account = "My Project" is not the id of a Google Cloud project.`,
          projectId,
          projectMend,
        ),
      ],
    },
    {
      it: "refuses another cloud's region",
      project: gcp({ region: "germanywestcentral" }),
      problems: [
        told(
          `${path}.region = "germanywestcentral" is not a Google Cloud region.`,
          `Allowed: ${gcpRegions.join(", ")}.`,
          "Mend: use an allowed one.",
        ),
      ],
    },
    ...["europe-west4-a", "europe-west3a", "eu-central-1a", "1", "europe-west3-ai1a"].map((zone) => ({
      it: `refuses ${zone} for a zone of europe-west3`,
      project: gcp({ zones: ["europe-west3-a", zone] }),
      problems: [
        told(
          `${path}.zones = "${zone}" is not a zone of europe-west3.`,
          'Allowed: "europe-west3-" and a letter.',
          "Mend: list the zones that `gcloud compute zones list --filter=region:europe-west3` names.",
        ),
      ],
    })),
    ...["platform@acme.test", "allAuthenticatedUsers", "arn:aws:iam::123456789012:role/admin"].map(
      (principal) => ({
        it: `refuses the administrator ${principal}`,
        project: gcp({ adminPrincipals: [principal] }),
        problems: [
          told(
            `${path}.adminPrincipals = "${principal}" is not a principal of Google Cloud.`,
            principals,
            "Mend: write it as `gcloud projects add-iam-policy-binding --member` takes it; everybody (allUsers, allAuthenticatedUsers, a whole pool) can't administer a cluster.",
          ),
        ],
      }),
    ),
    {
      it: "refuses one administrator twice",
      project: gcp({
        environments: { dev: { adminPrincipals: ["user:ann@acme.test", "user:Ann@acme.test"] } },
      }),
      problems: [
        told(
          `${path}.environments.dev.adminPrincipals = "user:Ann@acme.test" differs from another principal by its capitals alone, which Google Cloud doesn't tell apart.`,
          "Allowed: each principal once.",
          "Mend: remove one of the two.",
        ),
      ],
    },
    ...["deploy", "ann@acme.test", "arn:aws:iam::123456789012:role/deploy"].map((deployRole) => ({
      it: `refuses the deploy role ${deployRole}`,
      project: gcp({ environments: { dev: { deployRole } } }),
      problems: [
        told(
          `${path}.environments.dev.deployRole = "${deployRole}" is not the address of a service account.`,
          "Allowed: an address such as deploy@acme-platform-123456.iam.gserviceaccount.com.",
          "Mend: copy it from `gcloud iam service-accounts list`.",
        ),
      ],
    })),
    {
      it: "refuses a tenant, which only Azure has",
      project: gcp({ tenant: "22222222-2222-4222-8222-222222222222" }),
      problems: [
        told(
          `${path}.tenant = "22222222-2222-4222-8222-222222222222" is something that gcp doesn't have.`,
          "Allowed: nothing.",
          "Mend: remove the field.",
        ),
      ],
    },
    {
      it: "refuses a DNS zone by its domain",
      project: gcp({ dnsZoneIds: ["acme.test"] }),
      problems: [
        told(
          `${path}.dnsZoneIds = "acme.test" is not the name of a managed zone of Cloud DNS.`,
          "Allowed: at most 63 lower-case letters, digits and '-', beginning with a letter and not ending with '-'.",
          "Mend: copy it from `gcloud dns managed-zones list`; it is not the zone's DNS name.",
        ),
      ],
    },
    {
      it: "tells once of tags that neither the cloud nor its store takes",
      project: { ...gcp({}), "stateBackend.store": "gcp", owner: "Platform" },
      problems: [
        told(
          'project.owner = "Platform" can\'t be the value of a Google Cloud label.',
          "Allowed: up to 63 lower-case letters, digits, '_' and '-'.",
          "Mend: write it in these characters.",
        ),
      ],
    },
  ],
};
