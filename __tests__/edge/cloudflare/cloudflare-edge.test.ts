import { cloudflareAccount, ellipticRequest, fullEdge, rsaRequest, zoneId } from "../../edge-example";
import { reference } from "../../jsonencoded";
import { edgeStack as edge, recordsOf } from "./edge-stack";

const tunnelled = edge();
const full = edge(fullEdge);
const tunnel = "cloudflare_zero_trust_tunnel_cloudflared.edge_tunnel_tunnel";
const certificate = "cloudflare_origin_ca_certificate.edge_origin-certificate";

test("its state is beside its environment's, and its provider has the token of the environment's variables", () => {
  expect(tunnelled.backend.settings).toMatchObject({ key: "prod/prod-edge.tfstate" });
  expect(tunnelled.provider("cloudflare")).toEqual([{}]);
  expect(tunnelled.providers).toEqual(["cloudflare"]);
});

test("the domain, www and api lead through the tunnel where nothing else is said", () => {
  const target = `\${${tunnel}.id}.cfargotunnel.com`;
  expect(recordsOf(tunnelled)).toEqual([
    `acme.test CNAME ${target}`,
    `api.acme.test CNAME ${target}`,
    `www.acme.test CNAME ${target}`,
  ]);
});

test("each record is proxied, so that no visitor learns the origin", () => {
  for (const stack of [tunnelled, full]) {
    for (const record of Object.values(stack.resources("cloudflare_dns_record"))) {
      expect(record).toMatchObject({ zone_id: zoneId, proxied: true, ttl: 1, comment: "acme-prod" });
    }
  }
});

test("addresses become records of their family, for each host", () => {
  const addresses = ["203.0.114.10", "2a01:4f8::10"];
  expect(recordsOf(edge({ origin: { addresses }, records: ["@", "api"] }))).toEqual([
    "acme.test A 203.0.114.10",
    "acme.test AAAA 2a01:4f8::10",
    "api.acme.test A 203.0.114.10",
    "api.acme.test AAAA 2a01:4f8::10",
  ]);
});

test("a load balancer's name becomes an alias, and no tunnel is made", () => {
  const stack = edge({ origin: { hostname: "lb-1.eu-west-1.elb.amazonaws.com" }, records: ["api"] });
  expect(recordsOf(stack)).toEqual(["api.acme.test CNAME lb-1.eu-west-1.elb.amazonaws.com"]);
  expect(stack.addresses).toEqual(["cloudflare_dns_record.edge_api-acme-test_name"]);
});

test("a tunnel is told by Cloudflare where to lead, and has no secret in the state", () => {
  expect(tunnelled.resource(tunnel)).toEqual({
    account_id: cloudflareAccount,
    name: "acme-prod",
    config_src: "cloudflare",
  });
  expect(tunnelled.only("cloudflare_zero_trust_tunnel_cloudflared_config")).toEqual({
    account_id: cloudflareAccount,
    tunnel_id: reference(`${tunnel}.id`),
    config: {
      ingress: [
        ...["acme.test", "www.acme.test", "api.acme.test"].map((hostname) => ({
          hostname,
          service: "http://traefik.traefik.svc.cluster.local:80",
        })),
        { service: "http_status:404" },
      ],
    },
  });
});

test("an ingress that speaks TLS is asked for the host's own certificate", () => {
  const service = "https://ingress.example.svc:443";
  expect(
    edge({ origin: { tunnel: { service } }, records: ["api"] }).only(
      "cloudflare_zero_trust_tunnel_cloudflared_config",
    ),
  ).toMatchObject({
    config: {
      ingress: [
        {
          hostname: "api.acme.test",
          service,
          origin_request: { origin_server_name: "api.acme.test" },
        },
        { service: "http_status:404" },
      ],
    },
  });
});

test("the token is printed by a command, and is in no output", () => {
  expect(tunnelled.outputs).toMatchObject({
    tunnelId: reference(`${tunnel}.id`),
    tunnelTarget: `\${${tunnel}.id}.cfargotunnel.com`,
    tunnelTokenCommand: `curl -fsS -H "Authorization: Bearer $CLOUDFLARE_API_TOKEN" https://api.cloudflare.com/client/v4/accounts/${cloudflareAccount}/cfd_tunnel/\${${tunnel}.id}/token | jq -r .result`,
  });
});

test.each([
  ["an elliptic-curve", ellipticRequest, "origin-ecc"],
  ["an RSA", rsaRequest, "origin-rsa"],
])(
  "a request for %s key becomes a certificate of its kind, for the domain and all hosts below",
  (_, csr, kind) => {
    const stack = edge({ origin: { addresses: ["203.0.114.10"] }, originCertificate: { csr } });
    expect(stack.resource(certificate)).toEqual({
      csr,
      request_type: kind,
      hostnames: ["*.acme.test", "acme.test"],
      requested_validity: 365,
      lifecycle: { create_before_destroy: true },
    });
    expect(stack.outputs).toMatchObject({
      originCertificateId: reference(`${certificate}.id`),
      originCertificate: reference(`${certificate}.certificate`),
      originCertificateExpiresOn: reference(`${certificate}.expires_on`),
    });
  },
);

test("an origin with a certificate of its own gets none", () => {
  const stack = edge({ origin: { addresses: ["203.0.114.10"] }, originCertificate: "own" });
  expect(stack.resources("cloudflare_origin_ca_certificate")).toEqual({});
});

test("every edge exports the same outputs, empty where it has no such part", () => {
  expect(Object.keys(tunnelled.outputs)).toEqual(Object.keys(full.outputs));
  expect(full.outputs).toMatchObject({ tunnelId: "", tunnelTarget: "", tunnelTokenCommand: "" });
  expect(tunnelled.outputs).toMatchObject({ pagesDomain: "", originCertificate: "", bucketNames: {} });
});

test("a further host, site or bucket renames nothing that is there", () => {
  const more = edge({
    pages: { outputDirectory: "dist" },
    records: ["@", "www", "api", "further"],
    buckets: [{ name: "further", location: "weur" }],
  });
  expect(more.addresses).toEqual(expect.arrayContaining([...tunnelled.addresses]));
});
