// The arguments of `npm run test:cluster`: nobody's production is changed because a kubeconfig happened to lead there.
import { parseArgs } from "node:util";

/** How to use the command. */
export const USAGE = `usage: npm run test:cluster -- --context NAME

Applies dev's platform to the cluster of a kubeconfig's context, has its API server check all that k8s/ renders, and
removes everything. A throw-away cluster, where Docker is: kind create cluster --name hera (the context kind-hera), or
k3d cluster create hera (k3d-hera).`;

/** What a kubeconfig has. */
export interface Contexts {
  /** Undefined where none is chosen. */
  readonly current: string | undefined;
  readonly names: readonly string[];
}

/** Arguments that name no cluster. */
export class UsageError extends Error {
  constructor(problem: string) {
    super(`${problem}\n\n${USAGE}`);
  }
}

/**
 * The context to work with, which has to be said: the current one is only suggested.
 *
 * @throws UsageError
 */
export function readContext(commandArguments: readonly string[], { current, names }: Contexts): string {
  const context = readArguments(commandArguments);
  if (names.length === 0)
    throw new UsageError("No kubeconfig here has a context, so there is no cluster to test");
  if (context === undefined) {
    const suggestion =
      current === undefined
        ? `One of these has to be named: ${names.join(", ")}`
        : `The current context is ${current}. If its cluster may be changed, say so: --context ${current}`;
    throw new UsageError(suggestion);
  }
  if (!names.includes(context))
    throw new UsageError(`There is no context '${context}', but there is ${names.join(", ")}`);
  return context;
}

function readArguments(commandArguments: readonly string[]): string | undefined {
  try {
    return parseArgs({ args: [...commandArguments], options: { context: { type: "string" } } }).values
      .context;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
