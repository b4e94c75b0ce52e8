import { cloudflareAccount, exampleZones, zoneId } from "../../edge-example";
import { type BadInputs, told } from "../refusal";

const zone = "project.edge.zones.acme.test";

/** A valid zone but for some fields. */
function inZone(changes: object) {
  return { project: { edge: exampleZones(changes) } };
}

export const badEdgeZones: BadInputs = {
  about: "the zones of a project",
  cases: [
    {
      it: "refuses an account by its name",
      project: { edge: { ...exampleZones(), account: "acme" } },
      problems: [
        told(
          'project.edge.account = "acme" is not a Cloudflare account id.',
          "Allowed: 32 hexadecimal digits in lower case.",
          "Mend: copy it from the account's R2 overview in the Cloudflare dashboard.",
        ),
      ],
    },
    {
      it: "refuses a zone by its name",
      ...inZone({ id: "acme.test" }),
      problems: [
        told(
          `${zone}.id = "acme.test" is not the id of a Cloudflare zone.`,
          "Allowed: 32 hexadecimal digits in lower case.",
          "Mend: copy it from the zone's overview in the Cloudflare dashboard.",
        ),
      ],
    },
    {
      it: "refuses no zone at all",
      project: { edge: { account: cloudflareAccount, zones: {} } },
      problems: [
        told(
          "project.edge.zones = {} is empty.",
          "Allowed: at least one zone, keyed by its domain.",
          "Mend: name the zones that the environments' domains are in, or remove the edge.",
        ),
      ],
    },
    {
      it: "refuses a zone that is no domain",
      project: { edge: { account: cloudflareAccount, zones: { acme: { id: zoneId, plan: "pro" } } } },
      problems: [
        told(
          'project.edge.zones.acme = "acme" is not of the right form.',
          "Allowed: a domain in lower case, such as example.com, whose parts have at most 63 characters.",
          "Mend: write the name without https://, a path or a dot at its end.",
        ),
      ],
    },
    {
      it: "refuses zones that Terraform's addresses don't tell apart",
      project: {
        edge: {
          account: cloudflareAccount,
          zones: { "a-b.test": { id: zoneId, plan: "pro" }, "a.b.test": { id: zoneId, plan: "pro" } },
        },
      },
      problems: [
        told(
          "project.edge.zones.a.b.test differs from another zone in dots and dashes alone, which Terraform's addresses don't tell apart.",
          "Allowed: zones that differ in more.",
          "Mend: keep one of the two in another project.",
        ),
      ],
    },
    {
      it: "refuses a zone without its plan",
      ...inZone({ plan: undefined }),
      problems: [
        told(
          `${zone}.plan is missing.`,
          'Allowed: "free", "pro", "business", "enterprise".',
          "Mend: add the field.",
        ),
      ],
    },
    {
      it: "refuses a TLS that is too old",
      ...inZone({ minimumTls: "1.0" }),
      problems: [
        told(
          `${zone}.minimumTls = "1.0" is not allowed.`,
          'Allowed: "1.2", "1.3".',
          'Mend: did you mean "1.2"?',
        ),
      ],
    },
    ...["flexible", "off"].map((encryption) => ({
      it: `refuses the encryption ${encryption}, which leaves the way to the origin open`,
      ...inZone({ encryption }),
      problems: [
        told(
          `${zone}.encryption = "${encryption}" is not allowed.`,
          'Allowed: "strict", "full".',
          "Mend: use an allowed one.",
        ),
      ],
    })),
    {
      it: "refuses HSTS for more than a year",
      ...inZone({ hsts: { maxAgeSeconds: 63_072_000 } }),
      problems: [
        told(
          `${zone}.hsts.maxAgeSeconds = 63072000 is out of range.`,
          "Allowed: a whole number from 1 to 31536000 (seconds).",
          "Mend: use 31536000.",
        ),
      ],
    },
  ],
};
