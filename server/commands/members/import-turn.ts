import { HubError } from '../../protocol/errors.ts'
import { endImportTurn, takeImportTurn } from '../../store/import-turn.ts'
import type { GroupWriter } from '../../store/write.ts'

/** A small file at another hub is through by then; whoever waits for a large one is told instead. */
const PATIENCE_MS = 10_000
export const TRY_AGAIN_MS = 200

type Write = GroupWriter['write']

interface Turn {
  setTimeout: (callback: () => void, ms: number) => unknown
}

/**
 * Works when no other hub on the database imports: two files at once would each decide by what the other changes. Looked at again with
 * each piece, since the turn ends with the connection that holds it. Throws a HubError where another hub goes on importing.
 */
export async function importInTurn<Result>(
  write: Write,
  { setTimeout }: Turn,
  work: (write: Write) => Promise<Result>,
): Promise<Result> {
  const pause = () => new Promise<void>((resolve) => setTimeout(resolve, TRY_AGAIN_MS))
  const take = () => write(({ tx }) => takeImportTurn(tx))
  const writeInTurn: Write = (run, how) =>
    write(async (context) => {
      if (!(await takeImportTurn(context.tx))) throw importedElsewhere()
      return run(context)
    }, how)
  for (let waited = 0; !(await take()); waited += TRY_AGAIN_MS) {
    if (waited >= PATIENCE_MS) throw importedElsewhere()
    await pause()
  }
  try {
    return await work(writeInTurn)
  } finally {
    // Where that cannot be written the connection is gone, and the turn with it.
    await write(({ tx }) => endImportTurn(tx)).catch(() => undefined)
  }
}

function importedElsewhere(): HubError {
  return new HubError(
    'rate_limited',
    'Another members file is being imported. Wait until it is done, then import this one.',
  )
}
