import { beforeAll, onTestFinished } from 'vitest'
import { patience } from './patience.ts'

/** To open something may take as long as a test that opens it would: each wait in it has its own bound. */
const OPENING_MS = patience(240_000)

type End = () => unknown

/** What ends that which a file is just opening for all its tests; null while a test is at work, which ends its own. */
let endsOfFile: End[] | null = null

/** Does this when the test has finished or, for what `forWholeFile` opens, when all tests of the file have. */
export function atEnd(end: End): void {
  if (endsOfFile === null)
    onTestFinished(async () => {
      await end()
    })
  else endsOfFile.push(end)
}

/** Opens something once for all tests of a file that leave it as it was. Call it where tests are named, not in one. */
export function forWholeFile<Opened>(open: () => Promise<Opened>): () => Opened {
  let opened: { it: Opened } | null = null
  beforeAll(async () => {
    const ends: End[] = []
    const endAll = async (): Promise<void> => {
      for (const end of ends.reverse()) await end()
    }
    endsOfFile = ends
    try {
      opened = { it: await open() }
    } catch (error) {
      await endAll()
      throw error
    } finally {
      endsOfFile = null
    }
    return endAll
  }, OPENING_MS)
  return () => {
    if (opened === null) throw new Error('It is opened before the first test, and given to tests only.')
    return opened.it
  }
}
