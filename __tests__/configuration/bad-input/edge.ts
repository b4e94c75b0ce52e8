import { ellipticRequest, exampleEdge } from "../../edge-example";
import { type BadInputs, told } from "../refusal";
import { edge } from "../valid-edge";

const zone = "project.edge.zones.acme.test";

const addresses = { addresses: ["203.0.114.10"] };
const domainForm =
  "Allowed: a domain in lower case, such as example.com, whose parts have at most 63 characters.";
const domainMend = "Mend: write the name without https://, a path or a dot at its end.";
const hostForm =
  'Allowed: "@" for the domain itself, or a name of at most 63 lower-case letters, digits and "-" without a dot.';

export const badEdge: BadInputs = {
  about: "an environment's edge",
  cases: [
    {
      it: "refuses an edge in a project without zones",
      dev: { edge: exampleEdge },
      problems: [
        told(
          "dev.edge has neither account nor zone, because project.edge is missing.",
          "Allowed: an edge in a project that names its Cloudflare account and zones.",
          "Mend: fill in edge in envs/project.ts.",
        ),
      ],
    },
    {
      it: "refuses a domain that is in no zone",
      ...edge({ domain: "dev.other.example" }),
      problems: [
        told(
          'dev.edge.domain = "dev.other.example" is in none of the project\'s zones.',
          "Allowed: acme.test, or a domain below.",
          "Mend: use one of these, or add the zone to project.edge.zones.",
        ),
      ],
    },
    {
      it: "refuses a domain that only ends like a zone, and suggests the zone",
      ...edge({ domain: "nacme.test" }),
      problems: [
        told(
          'dev.edge.domain = "nacme.test" is in none of the project\'s zones.',
          "Allowed: acme.test, or a domain below.",
          'Mend: did you mean "acme.test"?',
        ),
      ],
    },
    ...["https://acme.test", "Acme.test", "acme.test.", "acme", `${"a".repeat(64)}.acme.test`].map(
      (domain) => ({
        it: `refuses ${domain} for a domain`,
        ...edge({ domain }),
        problems: [told(`dev.edge.domain = "${domain}" is not of the right form.`, domainForm, domainMend)],
      }),
    ),
    ...["www.eu", "WWW", "*", "a".repeat(64)].map((host) => ({
      it: `refuses ${host} for a record`,
      ...edge({ records: [host] }),
      problems: [
        told(
          `dev.edge.records.0 = "${host}" is not of the right form.`,
          hostForm,
          "Mend: name hosts relative to the domain.",
        ),
      ],
    })),
    {
      it: "refuses a record twice",
      ...edge({ records: ["api", "api"] }),
      problems: [
        told(
          'dev.edge.records = ["api","api"] names something twice.',
          "Allowed: each entry once.",
          "Mend: remove the repetition.",
        ),
      ],
    },
    {
      it: "refuses hosts for which the zone has no certificate",
      ...edge({ domain: "dev.acme.test" }),
      problems: [
        told(
          "dev.edge.records makes www.dev.acme.test, api.dev.acme.test, for which Cloudflare has no certificate: the zone's is for acme.test and *.acme.test.",
          "Allowed: hosts at most one level below acme.test.",
          `Mend: set records to ["@"], or totalTls in ${zone}, which is paid apart.`,
        ),
      ],
    },
    {
      it: "refuses an origin that is nowhere",
      ...edge({ origin: {} }),
      problems: [
        told(
          "dev.edge.origin = {} doesn't say what Cloudflare fetches from in one way.",
          "Allowed: exactly one of tunnel, addresses, hostname.",
          "Mend: name one of them, and no other.",
        ),
      ],
    },
    {
      it: "refuses an origin in two ways",
      ...edge({ origin: { tunnel: {}, hostname: "lb.acme.test" } }),
      problems: [
        told(
          'dev.edge.origin = {"tunnel":{},"hostname":"lb.acme.test"} doesn\'t say what Cloudflare fetches from in one way.',
          "Allowed: exactly one of tunnel, addresses, hostname.",
          "Mend: name one of them, and no other.",
        ),
      ],
    },
    {
      it: "refuses an internal address for an origin",
      ...edge({ origin: { addresses: ["10.0.0.4"] }, originCertificate: "own" }),
      problems: [
        told(
          'dev.edge.origin.addresses.0 = "10.0.0.4" is an address that the internet doesn\'t reach.',
          "Allowed: a public address.",
          "Mend: name the public address of a load balancer, or use a tunnel.",
        ),
      ],
    },
    {
      it: "refuses a block for an origin's address",
      ...edge({ origin: { addresses: ["203.0.114.0/24"] }, originCertificate: "own" }),
      problems: [
        told(
          'dev.edge.origin.addresses.0 = "203.0.114.0/24" is not an address.',
          'Allowed: an IPv4 or IPv6 address, such as "203.0.113.10".',
          "Mend: write the address without a prefix length or a port.",
        ),
      ],
    },
    {
      it: "refuses an address in another form than Cloudflare gives it back",
      ...edge({ origin: { addresses: ["2A01:4F8:0:0::10"] }, originCertificate: "own" }),
      problems: [
        told(
          'dev.edge.origin.addresses.0 = "2A01:4F8:0:0::10" is not in its shortest form.',
          "Allowed: addresses in lower case, without zeros that may be left out.",
          'Mend: write "2a01:4f8::10".',
        ),
      ],
    },
    {
      it: "refuses a tunnel to something that speaks no HTTP",
      ...edge({ origin: { tunnel: { service: "tcp://db:5432" } } }),
      problems: [
        told(
          'dev.edge.origin.tunnel.service = "tcp://db:5432" is not of the right form.',
          'Allowed: http:// or https://, the name of a service and a port, such as "http://traefik.traefik.svc.cluster.local:80".',
          "Mend: name the ingress controller's service, without a path.",
        ),
      ],
    },
    {
      it: "refuses strict encryption to an origin without a certificate",
      ...edge({ origin: addresses }),
      problems: [
        told(
          'dev.edge.originCertificate is missing, and the encryption "strict" of acme.test can\'t work without a certificate at the origin.',
          'Allowed: a certificate signing request, or "own" where the origin has a certificate of a public authority.',
          `Mend: make a request as docs/edge/cloudflare.md tells, use a tunnel, or set encryption to "full" in ${zone}.`,
        ),
      ],
    },
    {
      it: "refuses a certificate with a tunnel, which needs none",
      ...edge({ originCertificate: "own" }),
      problems: [
        told(
          "dev.edge.originCertificate has no effect: the tunnel is encrypted and known to Cloudflare without a certificate.",
          "Allowed: nothing with a tunnel.",
          "Mend: remove the field.",
        ),
      ],
    },
    ...[
      ["a private key", "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA==\n-----END PRIVATE KEY-----\n"],
      ["half a request", ellipticRequest.slice(0, 200)],
      [
        "a request for nothing",
        "-----BEGIN CERTIFICATE REQUEST-----\nMAA=\n-----END CERTIFICATE REQUEST-----\n",
      ],
    ].map(([what, csr]) => ({
      it: `refuses ${what} for a certificate signing request, without telling it`,
      ...edge({ origin: addresses, originCertificate: { csr } }),
      problems: [
        told(
          "dev.edge.originCertificate.csr is not a certificate signing request with an RSA or an elliptic-curve key.",
          'Allowed: PEM text that begins with "-----BEGIN CERTIFICATE REQUEST-----".',
          "Mend: make it as docs/edge/cloudflare.md tells; the private key never goes here.",
        ),
      ],
    })),
    {
      it: "refuses a validity that Cloudflare doesn't offer",
      ...edge({ origin: addresses, originCertificate: { csr: ellipticRequest, validityDays: 100 } }),
      problems: [
        told(
          "dev.edge.originCertificate.validityDays = 100 is no validity that Cloudflare offers.",
          "Allowed: 7, 30, 90, 365, 730, 1095, 5475.",
          "Mend: use one of these, and renew the certificate before.",
        ),
      ],
    },
    {
      it: "refuses a field that an edge doesn't have",
      ...edge({ orgin: {} }),
      problems: [
        told(
          "dev.edge.orgin is not a field of the contract.",
          "Allowed: domain, origin, records, originCertificate, pages, waf, rateLimit, countries, buckets.",
          'Mend: did you mean "origin"?',
        ),
      ],
    },
  ],
};
