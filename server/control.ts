import type { HttpPort } from './http/http-port.ts'
import type { HubFile } from './data-folder.ts'
import { SettingError } from './setting-error.ts'

/** What the command line can do with the data, whether a hub has them or not. */
export interface Control {
  makeLink: HttpPort['makeLink']
  makeToken: (asked: Parameters<HttpPort['makeToken']>[0]) => Promise<string>
  importMembers: (content: string) => Promise<{ added: number; changed: number }>
  exportMembers: HttpPort['exportMembers']
}

/** Hands everything to the hub that has the data folder, over its own addresses. */
export function remoteControl(hub: HubFile): Control {
  const ask = async (path: string, body: string | object | null): Promise<Response> => {
    const isText = typeof body === 'string'
    const response = await fetch(new URL(path, hub.http), {
      method: body === null ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${hub.controlKey}`,
        ...(body !== null && { 'content-type': isText ? 'text/csv' : 'application/json' }),
      },
      ...(body !== null && { body: isText ? body : JSON.stringify(body) }),
    }).catch(() => {
      throw new SettingError(`The hub that has this data folder does not answer at ${hub.http}. Try again.`)
    })
    if (response.ok) return response
    const { error } = (await response.json()) as { error: { message: string } }
    throw new SettingError(error.message)
  }
  return {
    async makeLink(asked) {
      return (await (await ask('api/v1/links', asked)).json()) as Awaited<ReturnType<HttpPort['makeLink']>>
    },
    async makeToken(asked) {
      const { access } = (await (await ask('api/v1/access-tokens', asked)).json()) as { access: string }
      return access
    },
    async importMembers(content) {
      return (await (await ask('api/v1/members/import', content)).json()) as {
        added: number
        changed: number
      }
    },
    async *exportMembers(format) {
      const { body } = await ask(`api/v1/members/export?format=${format}`, null)
      if (body) yield* body.pipeThrough(new TextDecoderStream())
    },
  }
}
