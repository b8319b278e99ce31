import type { IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { DESK_HEADER } from '../protocol/desk-header.ts'
import { askPinned, NotTheHub, type PinnedHub } from '../network/ask-pinned.ts'
import { SettingError } from '../platform/setting-error.ts'
import type { StandbyFile } from './standby-file.ts'

const refusal = z.object({ error: z.object({ message: z.string() }) })

/** Statuses after which another try would be the same: this PC is no standby of the hub, or not any more. */
const NO_STANDBY = new Set([401, 403, 404])

/** The hub as a standby asks it. Its answers are 200 or 304; rejects otherwise, with a SettingError where trying again makes no sense. */
export async function askHub(
  hub: PinnedHub,
  asking: Parameters<typeof askPinned>[1] & { token?: string; deskToken?: string },
): Promise<IncomingMessage> {
  const { token, deskToken, ...plain } = asking
  const headers = {
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(deskToken !== undefined && { [DESK_HEADER]: deskToken }),
  }
  const answer = await askPinned(hub, { ...plain, headers })
  const status = answer.statusCode ?? 0
  if (status === 200 || status === 304) return answer
  const sentence = sentenceIn(await text(answer))
  if (NO_STANDBY.has(status)) throw new SettingError(`The hub refuses: ${sentence}`)
  throw new NotTheHub(sentence)
}

export async function jsonOf<Shape extends z.ZodType>(
  answer: IncomingMessage,
  shape: Shape,
): Promise<z.output<Shape>> {
  return shape.parse(JSON.parse(await text(answer)))
}

export function pinnedHub({ host, port, pin }: StandbyFile): PinnedHub {
  const hash = Buffer.from(pin, 'base64')
  return { host, port, isKey: (shown) => shown.equals(hash) }
}

function sentenceIn(body: string): string {
  try {
    return refusal.parse(JSON.parse(body)).error.message
  } catch {
    return 'The hub gave an answer that is not understood.'
  }
}
