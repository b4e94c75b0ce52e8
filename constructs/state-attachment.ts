import { TerraformBackend, TerraformRemoteState, type TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { writeBackendFiles } from "./backend-files";
import type { BackendBlock, StateIdentity } from "./contract/backend-block";
import type { StateBackendSettings } from "./contract/state-backend";
import { stateStores } from "./state-stores";

/**
 * Keeps a stack's state in the project's backend: the only way in which a stack gets one. What Terraform needs in its
 * folder beside the stack, and what readers outside need, is written when the app is synthesized.
 */
export function attachStateBackend(
  stack: TerraformStack,
  settings: StateBackendSettings,
  state: StateIdentity,
): void {
  const store = stateStores[settings.store];
  new StateBackendBlock(stack, store.backend(settings, state));
  const { synthesizer } = stack;
  stack.synthesizer = {
    synthesize: (session) => {
      synthesizer.synthesize(session);
      writeBackendFiles(session.outdir, store, settings, state);
    },
  };
}

/** What of another stack's state is read. */
interface StateReading {
  /** Whose state it is. */
  readonly state: StateIdentity;
  /** Stands for outputs that the state doesn't have. */
  readonly defaults: Readonly<Record<string, unknown>>;
}

/** How a stack reads the outputs of another by their names; where there is no state at all, Terraform ends there. */
export function readState(
  scope: Construct,
  id: string,
  settings: StateBackendSettings,
  { state, defaults }: StateReading,
): TerraformRemoteState {
  return new RemoteState(scope, id, stateStores[settings.store].backend(settings, state), defaults);
}

/** A backend block as the contract has it; cdktf's own classes lack some arguments, and have some that are refused. */
class StateBackendBlock extends TerraformBackend {
  constructor(
    scope: Construct,
    private readonly block: BackendBlock,
  ) {
    super(scope, "backend", block.type);
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { ...this.block.config };
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return this.synthesizeAttributes();
  }

  /** How another stack of the app reads this one's outputs. */
  override getRemoteStateDataSource(scope: Construct, name: string): TerraformRemoteState {
    return new RemoteState(scope, name, this.block);
  }
}

class RemoteState extends TerraformRemoteState {
  constructor(
    scope: Construct,
    id: string,
    { type, config }: BackendBlock,
    defaults?: Readonly<Record<string, unknown>>,
  ) {
    super(scope, id, type, { workspace: "default", defaults, ...config });
  }
}
