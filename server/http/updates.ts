import serveFiles from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { OWN_UPDATES } from '../protocol/updates.ts'
import type { CallerRules } from './caller.ts'
import { says } from './description.ts'
import { limitDownloads } from './limit-downloads.ts'

/** What electron-builder makes, and the signature beside its list. */
const UPDATE_FILES = /\.(?:yml|sig|exe|AppImage|blockmap)$/

/**
 * Newer versions of the app for the PCs of the gym, from a folder of the hub. Open: a desk asks before anybody is signed in, what is
 * there is no secret, and a PC takes nothing that is not signed.
 */
export async function serveUpdates(http: FastifyInstance, rules: CallerRules, folder: string): Promise<void> {
  http.get(
    '/api/v1/updates',
    says('Whether and from where a PC may update its app now.', { open: true }),
    () => rules.hub.updates(),
  )
  await http.register(async (downloads) => {
    limitDownloads(downloads, rules)
    await downloads.register(serveFiles, {
      root: folder,
      prefix: `/${OWN_UPDATES}`,
      decorateReply: false,
      index: false,
      dotfiles: 'ignore',
      cacheControl: false,
      allowedPath: (path) => UPDATE_FILES.test(path),
    })
  })
}
