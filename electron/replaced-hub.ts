import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { hubIdOf } from '../server/protocol/pairing.ts'
import { termShape } from '../server/protocol/term-claim.ts'
import type { JoinResult } from './bridge.ts'
import { discoverHubs } from './lan/discover.ts'
import { findHub, proveHub, type ProvenHub } from './lan/find-hub.ts'
import { pinOf } from './lan/pin.ts'
import { verifyHub } from './lan/verify-hub.ts'
import { readPlace } from './settings/join-address.ts'

const termFile = z.object({ supersededBy: termShape.optional() })

const settingsFile = z.object({ lan: z.object({ certificateFile: z.string() }) })

/** The hub of this PC must not serve any more: another one of the gym has taken its place. */
export class HubReplaced extends Error {}

/** Whether the hub of a data folder has left word that another one has taken its place. */
export function isReplaced(dataFolder: string): boolean {
  const kept = termFile.safeParse(jsonIn(join(dataFolder, 'term.json')))
  return kept.success && kept.data.supersededBy !== undefined
}

/** The hub that has taken the place of this folder's: at the address, or on the network where that is empty. It has the same key. */
export async function meetNextHub(
  dataFolder: string,
  address: string,
): Promise<ProvenHub | Exclude<JoinResult, 'joined' | 'no_text'>> {
  const place = address.trim() === '' ? null : readPlace(address)
  if (place === 'bad_address') return place
  const hubId = hubIdOf(Buffer.from(pinOf(certificateOf(dataFolder)), 'base64'))
  if (place !== null) return proveHub(hubId, place, verifyHub)
  return findHub(hubId, { discover: discoverHubs, meet: verifyHub })
}

/** What the folder's hub has shown: its own certificate, or its owner's. */
function certificateOf(dataFolder: string): X509Certificate {
  const own = settingsFile.safeParse(jsonIn(join(dataFolder, 'settings.json')))
  const path = own.success ? own.data.lan.certificateFile : join(dataFolder, 'lan/certificate.pem')
  return new X509Certificate(readFileSync(path))
}

function jsonIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}
