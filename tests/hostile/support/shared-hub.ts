import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import type { GivenOptions } from '../../../server/settings/settings.ts'
import { openHub, type TestHub } from '../../support/hub/hub.ts'

/** One hub for all tests of a file, open while they run: for tables of cases that each leave it as it was. */
export function sharedHub(given: GivenOptions = {}): () => TestHub {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-'))
  let hub: TestHub | null = null
  beforeAll(async () => {
    hub = await openHub(folder, given)
  })
  afterAll(async () => {
    await hub?.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return () => {
    if (!hub) throw new Error('The hub is open while tests run.')
    return hub
  }
}
