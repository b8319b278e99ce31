import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify'
import { z } from 'zod'
import type { Actor } from '../auth/staff.ts'
import type { Watched } from '../commands/members/whole-or-nothing.ts'
import type { BytesOnDisk } from '../platform/bytes-on-disk.ts'
import type { Logger } from '../observe/logger.ts'
import { ENCODINGS } from '../protocol/encodings.ts'
import { MAX_SHEET_CHARACTERS } from '../protocol/import-mapping.ts'
import {
  MAPPED_FILE_TYPE,
  MAX_MAPPING_NAME_CHARACTERS,
  XLSX_TYPE,
  ZIP_TYPE,
} from '../protocol/import-report.ts'
import { mappingName } from '../protocol/saved-mappings.ts'
import { decodeParams, decodeStrictly } from '../protocol/decode-params.ts'
import { HubError } from '../protocol/errors.ts'
import { requireCaller, type CallerRules } from './caller.ts'
import { says } from './description.ts'
import { madeAsRead } from './made-as-read.ts'
import { readMappedBody } from './mapped-file.ts'
import { answerWatched, reportPieces } from './import-answer.ts'
import { sendTable } from './send-table.ts'
import { fileReceiver, tooLarge, type ReceiveFile, type Receiving } from './receive-file.ts'

const exportQuery = z.object({ format: z.enum(['csv', 'json', 'xlsx', 'zip']).default('csv') })
const readQuery = z.object({
  encoding: z.enum(ENCODINGS).optional(),
  /** Of a spreadsheet; the first where none is named. */
  sheet: z.string().max(MAX_SHEET_CHARACTERS).optional(),
})
const recogniseQuery = readQuery.extend({
  /** The kept mapping whose answers are used; none by an empty one, and the one that fits where it is not said. */
  mapping: z.string().max(MAX_MAPPING_NAME_CHARACTERS).optional(),
})
const importQuery = readQuery.extend({
  /** Of another product's file: looks at every row, and changes nothing. */
  preview: z.enum(['true', 'false']).optional(),
  /** Of another product's file: leaves out the rows that are refused, instead of taking none. */
  only_good: z.enum(['true', 'false']).optional(),
  /** What a preview has said that would be done. */
  plan: z.string().max(100).optional(),
  /** Of another product's file: which rows are told one by one. */
  rows: z.enum(['all', 'refused']).default('all'),
  /** Tells how far it is, and takes all back where whoever asked hangs up. */
  watched: z.enum(['true', 'false']).optional(),
  /** Of another product's file: the name that its mapping is kept under, for the next one. */
  keep: mappingName.optional(),
})

/** Its mapping says how it is read. */
const mappedImportQuery = importQuery.omit({ encoding: true, sheet: true })

/** What else is asked of another product's file makes no sense of ours: whoever asks for a preview of it must not get an import. */
const ownImportQuery = importQuery.pick({ encoding: true, sheet: true, watched: true })

const visitsQuery = importQuery.pick({ watched: true })

const CONTENT_TYPES = {
  json: 'application/json; charset=utf-8',
  zip: ZIP_TYPE,
}

/** Members in and out as a file, for managers and the command line. */
export async function serveMemberFiles(
  http: FastifyInstance,
  rules: CallerRules,
  receiving: Receiving,
  log: Logger,
): Promise<void> {
  // Apart: nowhere else is a body left unread.
  await http.register((files, _options, done) => {
    serveImport(files, rules, receiving, log)
    done()
  })
  http.get(
    '/api/v1/members/export',
    says('Exports all members as a file; with their photos as a ZIP archive.', { query: exportQuery }),
    (request, reply) => {
      requireCaller(request, rules, 'change_members')
      const { format } = decodeParams(exportQuery, request.query)
      if (format === 'csv' || format === 'xlsx')
        return sendTable(reply, { name: 'members', format, csv: rules.hub.exportMembers('csv') })
      return reply
        .header('content-type', CONTENT_TYPES[format])
        .header('content-disposition', `attachment; filename="members.${format}"`)
        .send(madeAsRead(format === 'zip' ? rules.hub.exportArchive() : rules.hub.exportMembers(format)))
    },
  )
}

function serveImport(http: FastifyInstance, rules: CallerRules, receiving: Receiving, log: Logger): void {
  const { maxBytes } = receiving
  const receive = fileReceiver(receiving)
  http.addContentTypeParser(['text/csv', XLSX_TYPE, ZIP_TYPE, MAPPED_FILE_TYPE], (_request, body, done) =>
    done(null, body),
  )
  // What is left of a body that was refused is not waited for.
  http.addHook('onError', (request, reply, _error, done) => {
    if (!request.raw.complete) void reply.header('connection', 'close')
    done()
  })
  const mayImport = (request: FastifyRequest, _reply: FastifyReply, done: () => void): void => {
    requireCaller(request, rules, 'change_members')
    if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
      throw tooLarge()
    }
    done()
  }
  const taken = { bodyLimit: maxBytes, onRequest: mayImport }
  http.post(
    '/api/v1/members/import',
    {
      ...says(
        "Imports members from a CSV or XLSX file, or from a ZIP archive with such a CSV and photos; another product's file as application/vnd.av-gym.mapped-file, its mapping in the first line, with the cells that were mended.",
        { query: importQuery },
      ),
      ...taken,
    },
    async (request, reply) => {
      const actor = requireCaller(request, rules, 'change_members')
      const isMapped = request.headers['content-type']?.startsWith(MAPPED_FILE_TYPE) === true
      const importing = isMapped ? mappedImport(request.query) : ownImport(request.query)
      const { isWatched } = importing
      return receive<object>(bodyOf(request), async (bytes) => {
        const work = (watched?: Watched) => importing.run(bytes, rules, actor, watched)
        if (isWatched) {
          await answerWatched(reply, work, (err) => log.error({ err }, 'an import failed'))
          return reply
        }
        return reply.type(CONTENT_TYPES.json).send(madeAsRead(await work()))
      })
    },
  )
  serveVisitsImport(http, rules, receive, { taken, log })
  serveRecognising(http, rules, receive, taken)
}

/** An import as the query of its request asks for it. Throws a HubError for a query that says something else, before the file is read. */
interface AskedImport {
  isWatched: boolean
  run: (bytes: BytesOnDisk, rules: CallerRules, actor: Actor, watched?: Watched) => Promise<Iterable<string>>
}

function ownImport(query: unknown): AskedImport {
  const { encoding, sheet, watched: isWatched } = decodeStrictly(ownImportQuery, query)
  return {
    isWatched: isWatched === 'true',
    run: async (bytes, { hub }, actor, watched) => [
      JSON.stringify(await hub.importMembers({ bytes, encoding, sheet }, actor, watched)),
    ],
  }
}

function mappedImport(query: unknown): AskedImport {
  const asked = decodeStrictly(mappedImportQuery, query)
  const { plan, keep, rows } = asked
  const how = { isPreview: asked.preview === 'true', onlyGood: asked.only_good === 'true' }
  return {
    isWatched: asked.watched === 'true',
    async run(bytes, { hub }, actor, watched) {
      const { file, ...said } = readMappedBody(bytes)
      return reportPieces(await hub.importMapped(file, { ...said, ...how, plan, keep }, actor, watched), rows)
    },
  }
}

function serveVisitsImport(
  http: FastifyInstance,
  rules: CallerRules,
  receive: ReceiveFile,
  { taken, log }: { taken: RouteShorthandOptions; log: Logger },
): void {
  http.post(
    '/api/v1/visits/import',
    {
      ...says(
        'Imports visits of the past, from a file with visits of an export or AV Gym’s list of check-ins in JSON.',
        {
          query: visitsQuery,
        },
      ),
      ...taken,
    },
    async (request, reply) => {
      const actor = requireCaller(request, rules, 'change_members')
      const { watched: isWatched } = decodeStrictly(visitsQuery, request.query)
      return receive<object>(bodyOf(request), async (bytes) => {
        const work = async (watched?: Watched): Promise<Iterable<string>> => [
          JSON.stringify(await rules.hub.importVisits({ bytes }, actor, watched)),
        ]
        if (isWatched !== 'true') return reply.type(CONTENT_TYPES.json).send(madeAsRead(await work()))
        await answerWatched(reply, work, (err) => log.error({ err }, 'an import failed'))
        return reply
      })
    },
  )
}

function serveRecognising(
  http: FastifyInstance,
  rules: CallerRules,
  receive: ReceiveFile,
  taken: RouteShorthandOptions,
): void {
  http.post(
    '/api/v1/members/import/recognise',
    {
      ...says('Says what a CSV or XLSX file of any product holds, and changes nothing.', {
        query: recogniseQuery,
      }),
      ...taken,
    },
    async (request) => {
      requireCaller(request, rules, 'change_members')
      const { mapping, ...said } = decodeStrictly(recogniseQuery, request.query)
      return receive(bodyOf(request), (bytes) => rules.hub.recogniseMembers({ bytes, ...said }, mapping))
    },
  )
}

function bodyOf({ body }: FastifyRequest): Readable {
  if (body instanceof Readable) return body
  throw new HubError('invalid_message', 'Send the file as text/csv, or an XLSX or ZIP file as what it is.')
}
