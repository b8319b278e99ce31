import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openIdentity } from '../../../server/network/tls-identity.ts'
import { readTerm } from '../../../server/platform/term-file.ts'
import type { SignInLink } from '../../../server/protocol/accounts.ts'
import { fetchCopy } from '../../../server/standby/fetch-copy.ts'
import { joinHub } from '../../../server/standby/join-hub.ts'
import { writeStandbyFile } from '../../../server/standby/standby-file.ts'
import { commandHere } from '../../support/hub/command-line.ts'
import { addMember, openHub, startHub, type TestHub } from '../../support/hub/hub.ts'
import { secureAddressOf } from '../../support/hub/lan.ts'
import { HAS_FILE_MODES } from '../../support/system.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const ON = { lan: true, 'lan-port': '0', 'lan-address': ['127.0.0.1'] }
const JSON_TYPE = { 'content-type': 'application/json' }

async function pairingText(hub: TestHub, role = 'manager'): Promise<string> {
  const body = JSON.stringify({ role, name: 'Maria' })
  const answer = await hub.fetch('api/v1/links', { method: 'POST', headers: JSON_TYPE, body })
  return ((await answer.json()) as SignInLink).pairing!.text
}

async function placeOf(hub: TestHub) {
  const { hostname, port } = await secureAddressOf(hub, '127.0.0.1')
  return { host: hostname, port: Number(port) }
}

async function standbyOf(hub: TestHub) {
  const folder = temporaryFolder()
  const standby = await joinHub(await placeOf(hub), await pairingText(hub))
  writeStandbyFile(folder, standby)
  return { folder, standby, fetch: () => fetchCopy(folder, standby) }
}

describe('a standby', () => {
  it('keeps the newest two copies, and none anew where nothing changed', async () => {
    const hub = await startHub(ON)
    const { folder, fetch } = await standbyOf(hub)
    await addMember(hub)
    expect((await fetch())?.counts['members']).toBe(1)
    expect(await fetch()).toBeNull()
    await addMember(hub)
    expect((await fetch())?.counts['members']).toBe(2)
  })
})
