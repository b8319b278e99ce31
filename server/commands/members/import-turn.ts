import { HubError } from '../../protocol/errors.ts'
import { endImportTurn, takeImportTurn } from '../../store/import-turn.ts'
import type { ImportParts } from './import-members.ts'

/** A small file at another hub is through by then; whoever waits for a large one is told instead. */
const PATIENCE_MS = 10_000
const TRY_AGAIN_MS = 200

interface Turn {
  setTimeout: (callback: () => void, ms: number) => unknown
}

/**
 * Imports when no other hub on the database does: two files at once would each decide by what the other changes. Looked at again
 * with each piece, since the turn ends with the connection that holds it. Throws a HubError where another hub goes on importing.
 */
export async function importInTurn<Result>(
  parts: ImportParts,
  { setTimeout }: Turn,
  work: (parts: ImportParts) => Promise<Result>,
): Promise<Result> {
  const pause = () => new Promise<void>((resolve) => setTimeout(resolve, TRY_AGAIN_MS))
  const take = () => parts.write(({ tx }) => takeImportTurn(tx))
  const write: ImportParts['write'] = (run) =>
    parts.write(async (context) => {
      if (!(await takeImportTurn(context.tx))) throw importedElsewhere()
      return run(context)
    })
  for (let waited = 0; !(await take()); waited += TRY_AGAIN_MS) {
    if (waited >= PATIENCE_MS) throw importedElsewhere()
    await pause()
  }
  try {
    return await work({ ...parts, write })
  } finally {
    // Where that cannot be written the connection is gone, and the turn with it.
    await parts.write(({ tx }) => endImportTurn(tx)).catch(() => undefined)
  }
}

function importedElsewhere(): HubError {
  return new HubError(
    'rate_limited',
    'Another members file is being imported. Wait until it is done, then import this one.',
  )
}
