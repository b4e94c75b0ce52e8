import type { CloudAccountInput } from "../../../constructs/contract/project";
import { hetznerAccountInput } from "../../hetzner-examples";
import { type BadInputs, told } from "../refusal";

const path = "project.clouds.hetzner";
const projectId = "Allowed: up to ten digits, as text.";
const projectMend =
  "Mend: copy it from the address of the project in Hetzner Console: console.hetzner.com/projects/<id>.";

/** A project with an account on Hetzner that is valid but for one field, whichever clouds environments use. */
function hetzner(changes: Partial<CloudAccountInput>) {
  return { "clouds.hetzner": { ...hetznerAccountInput, ...changes } };
}

export const badHetznerAccount: BadInputs = {
  about: "an account on Hetzner",
  cases: [
    {
      it: "refuses a project's name for its id",
      project: hetzner({ account: "platform" }),
      problems: [
        told(
          `${path}.account = "platform" is not the id of a Hetzner Cloud project.`,
          projectId,
          projectMend,
        ),
      ],
    },
    {
      it: "refuses an environment's project by its name",
      project: hetzner({ environments: { dev: { account: "dev" } } }),
      problems: [
        told(
          `${path}.environments.dev.account = "dev" is not the id of a Hetzner Cloud project.`,
          projectId,
          projectMend,
        ),
      ],
    },
    ...["fsn1", "us-east", "eu-central-1"].map((region) => ({
      it: `refuses the region ${region}`,
      project: hetzner({ region }),
      problems: [
        told(
          `${path}.region = "${region}" is not a network zone of Hetzner Cloud with Object Storage.`,
          "Allowed: eu-central.",
          region === "eu-central-1" ? 'Mend: did you mean "eu-central"?' : "Mend: use an allowed one.",
        ),
      ],
    })),
    ...["ash", "sin", "eu-central-1a"].map((zone) => ({
      it: `refuses ${zone} for a location of eu-central`,
      project: hetzner({ zones: ["fsn1", zone] }),
      problems: [
        told(
          `${path}.zones = "${zone}" is not a location of the network zone eu-central.`,
          "Allowed: fsn1, nbg1, hel1.",
          "Mend: use an allowed one.",
        ),
      ],
    })),
    {
      it: "names the location that was meant",
      project: hetzner({ zones: ["fsn1", "nbg"] }),
      problems: [
        told(
          `${path}.zones = "nbg" is not a location of the network zone eu-central.`,
          "Allowed: fsn1, nbg1, hel1.",
          'Mend: did you mean "nbg1"?',
        ),
      ],
    },
    ...["ada@acme.test", "group:", "group:plat form", "oidc:group:platform", "serviceAccount:deploy"].map(
      (principal) => ({
        it: `refuses the administrator "${principal}"`,
        project: hetzner({ adminPrincipals: [principal] }),
        problems: [
          told(
            `${path}.adminPrincipals = "${principal}" is neither a group nor a user of the identity provider.`,
            'Allowed: "group:" or "user:" and a name without spaces.',
            'Mend: write "group:platform-admins" or "user:ada@example.com", the name as its tokens have it.',
          ),
        ],
      }),
    ),
    {
      it: "wants somebody who signs administrators in",
      project: hetzner({ identityProvider: undefined }),
      problems: [
        told(
          `${path}.identityProvider is missing, and Hetzner has no directory that could sign administrators in.`,
          "Allowed: an object with issuerUrl, clientId.",
          "Mend: add the issuer that your administrators sign in at, and the client that it knows the clusters as.",
        ),
      ],
    },
  ],
};
