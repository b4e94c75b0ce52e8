import { z } from "zod";
import { hostLabelSchema } from "./domain";
import { ruled, textMatching } from "./rule";

/** Where a site's sources are; Cloudflare's app must have been installed there. */
export const repositoryHosts = ["github", "gitlab"] as const;

/** A repository that Cloudflare builds from. */
export interface PagesRepositoryInput {
  /**
   * Who hosts it.
   * @default "github"
   */
  readonly host?: (typeof repositoryHosts)[number];
  /** The user, organization or group that owns it. */
  readonly owner: string;
  /** Its name, without the owner. */
  readonly name: string;
}

/** A static site on Cloudflare Pages, built from a repository or uploaded. */
export interface PagesInput {
  /** The folder that the build writes the site into, relative to `rootDirectory`. */
  readonly outputDirectory: string;
  /**
   * The project's name at Cloudflare, and of its address below pages.dev: at most 58 characters.
   * @default "<project>-<environment>"
   */
  readonly name?: string;
  /**
   * The branch that production is built from.
   * @default "main"
   */
  readonly productionBranch?: string;
  /**
   * The repository to build from.
   * @default none: the site is uploaded, as the output `pagesDeployCommand` does
   */
  readonly repository?: PagesRepositoryInput;
  /**
   * The command that builds the site; only with a repository.
   * @default none: the repository holds the site as it is
   */
  readonly buildCommand?: string;
  /**
   * The folder of the repository to build in; only with a repository.
   * @default the repository's root
   */
  readonly rootDirectory?: string;
  /**
   * Whether other branches get addresses of their own, which everybody can read; only with a repository.
   * @default false
   */
  readonly previews?: boolean;
  /**
   * Hosts of the environment's domain that Pages answers for; `@` is the domain itself.
   * @default none: it answers at its address below pages.dev
   */
  readonly domains?: readonly string[];
}

const relativeFolder = textMatching(
  /^(?!\/)(?!.*(^|\/)\.\.(\/|$)).+$/,
  'a folder relative to the repository, such as "dist"',
  "write it without '/' at its beginning and without '..'",
);

export const pagesSchema = z.strictObject({
  outputDirectory: relativeFolder,
  name: textMatching(
    /^[a-z0-9]([a-z0-9-]{0,56}[a-z0-9])?$/,
    'at most 58 lower-case letters, digits and "-"',
    "choose a name of this form",
  ).optional(),
  productionBranch: z.string().min(1).default("main"),
  repository: z
    .strictObject({
      host: z.enum(repositoryHosts).default("github"),
      owner: z.string().min(1),
      name: textMatching(
        /^[^/\s]+$/,
        "a repository's name without its owner",
        "give the owner in the field beside it",
      ),
    })
    .optional(),
  buildCommand: z.string().min(1).optional(),
  rootDirectory: relativeFolder.optional(),
  previews: z.boolean().optional(),
  domains: ruled(z.array(hostLabelSchema), {
    holds: (list) => new Set(list).size === list.length,
    problem: "names a host twice",
    allowed: "each host once",
    mend: "remove the repetition",
  }).default([]),
}) satisfies z.ZodType<unknown, PagesInput>;

/** A site with its defaults filled in. */
export type Pages = z.output<typeof pagesSchema>;
