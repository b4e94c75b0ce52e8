import { PagesDomain } from "@cdktf/provider-cloudflare/lib/pages-domain";
import { PagesProject, type PagesProjectSource } from "@cdktf/provider-cloudflare/lib/pages-project";
import { Construct } from "constructs";
import type { Pages } from "../../contract/edge-pages";

export interface PagesSiteProps {
  readonly accountId: string;
  readonly name: string;
  readonly pages: Pages;
  /** The full names of the hosts that it answers for. */
  readonly hostNames: readonly string[];
}

/** A static site on Pages, with its build and its own domains. */
export class PagesSite extends Construct {
  /** Where it answers beside its own domains. */
  readonly domain: string;
  /** The command that uploads the site by hand. */
  readonly deployCommand: string;

  constructor(scope: Construct, id: string, { accountId, name, pages, hostNames }: PagesSiteProps) {
    super(scope, id);
    const { outputDirectory, productionBranch } = pages;
    const project = new PagesProject(this, "project", {
      accountId,
      name,
      productionBranch,
      // Each field, also an empty one: what is left open is computed, and planned anew with every change.
      buildConfig: {
        buildCaching: pages.repository !== undefined,
        buildCommand: pages.buildCommand ?? "",
        destinationDir: outputDirectory,
        rootDir: pages.rootDirectory ?? "",
      },
      ...(pages.repository === undefined ? {} : { source: sourceOf(pages.repository, pages) }),
    });
    for (const hostName of hostNames) {
      new PagesDomain(this, hostName, { accountId, projectName: project.name, name: hostName });
    }
    this.domain = project.subdomain;
    this.deployCommand = `npx wrangler pages deploy ${outputDirectory} --project-name ${name} --branch ${productionBranch}`;
  }
}

function sourceOf(
  { host, owner, name }: NonNullable<Pages["repository"]>,
  { productionBranch, previews = false }: Pages,
): PagesProjectSource {
  return {
    type: host,
    config: {
      owner,
      repoName: name,
      productionBranch,
      productionDeploymentsEnabled: true,
      previewDeploymentSetting: previews ? "all" : "none",
      prCommentsEnabled: previews,
    },
  };
}
