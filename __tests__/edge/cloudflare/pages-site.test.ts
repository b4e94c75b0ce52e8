import { cloudflareAccount, fullEdge } from "../../edge-example";
import { reference } from "../../jsonencoded";
import { edgeStack as edge, recordsOf } from "./edge-stack";

const full = edge(fullEdge);
const tunnel = "cloudflare_zero_trust_tunnel_cloudflared.edge_tunnel_tunnel";
const pages = "cloudflare_pages_project.edge_pages_project";

test("a site is built from its repository", () => {
  expect(full.resource(pages)).toEqual({
    account_id: cloudflareAccount,
    name: "acme-site",
    production_branch: "release",
    build_config: {
      build_caching: true,
      build_command: "npm run build",
      destination_dir: "dist",
      root_dir: "web",
    },
    source: {
      type: "gitlab",
      config: {
        owner: "acme",
        repo_name: "site",
        production_branch: "release",
        production_deployments_enabled: true,
        preview_deployment_setting: "all",
        pr_comments_enabled: true,
      },
    },
  });
});

test("previews, which everybody can read, are made where somebody asks for them alone", () => {
  const repository = { owner: "acme", name: "site" };
  expect(edge({ pages: { outputDirectory: "dist", repository } }).resource(pages)).toMatchObject({
    source: { type: "github", config: { preview_deployment_setting: "none", pr_comments_enabled: false } },
  });
});

test("a site without a repository is uploaded by a command that the outputs name", () => {
  const stack = edge({ pages: { outputDirectory: "public" } });
  expect(stack.resource(pages)).toEqual({
    account_id: cloudflareAccount,
    name: "acme-prod",
    production_branch: "main",
    build_config: { build_caching: false, build_command: "", destination_dir: "public", root_dir: "" },
  });
  expect(stack.outputs).toMatchObject({
    pagesDomain: reference(`${pages}.subdomain`),
    pagesDeployCommand: "npx wrangler pages deploy public --project-name acme-prod --branch main",
  });
});

test("Pages answers for its domains, which lead to it, and the usual rest leads to the origin", () => {
  const stack = edge({ pages: { outputDirectory: "dist", domains: ["@", "www"] } });
  const domains = Object.values(stack.resources("cloudflare_pages_domain"));
  expect(domains).toEqual(
    ["acme.test", "www.acme.test"].map((name) => ({
      account_id: cloudflareAccount,
      project_name: reference(`${pages}.name`),
      name,
    })),
  );
  expect(recordsOf(stack)).toEqual([
    `acme.test CNAME \${${pages}.subdomain}`,
    `api.acme.test CNAME \${${tunnel}.id}.cfargotunnel.com`,
    `www.acme.test CNAME \${${pages}.subdomain}`,
  ]);
});
