import swagger from '@fastify/swagger'
import type { FastifyInstance, FastifySchema } from 'fastify'
import { z } from 'zod'
import { DESK_HEADER } from '../protocol/desk-header.ts'

/** What an address takes, by the shapes that decode it. */
interface Taken {
  body?: z.ZodType
  query?: z.ZodType
  params?: z.ZodType
  /** True where no token is needed: it is sent in the body, or there is nothing to protect. */
  open?: boolean
}

/** A route's options that say in one sentence what it does, for whoever reads `/api/v1/openapi.json`. */
export function says(
  summary: string,
  { body, query, params, open = false }: Taken = {},
): {
  schema: FastifySchema
} {
  return {
    schema: {
      summary,
      ...(open && { security: [] }),
      ...(body && { body: jsonSchema(body) }),
      ...(query && { querystring: jsonSchema(query) }),
      ...(params && { params: jsonSchema(params) }),
    },
  }
}

interface Route {
  method: string
  /** With `:name` for what stands in it. */
  url: string
  params: z.ZodType
}

/** The same for an operation: its params by where each stands. */
export function saysOperation(summary: string, { method, url, params }: Route): ReturnType<typeof says> {
  const inAddress = [...url.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '')
  const shape = jsonSchema(params) as ObjectSchema
  const rest = without(shape, inAddress)
  const isEmpty = rest.anyOf === undefined && Object.keys(rest.properties ?? {}).length === 0
  const place = method === 'GET' ? 'querystring' : 'body'
  return {
    schema: {
      summary,
      ...(inAddress.length > 0 && { params: only(shape.anyOf?.[0] ?? shape, inAddress) }),
      ...(!isEmpty && { [place]: rest }),
    },
  }
}

interface ObjectSchema {
  anyOf?: ObjectSchema[]
  properties?: Record<string, object>
  required?: string[]
}

function only(shape: ObjectSchema, names: readonly string[]): ObjectSchema {
  return pick(shape, (name) => names.includes(name))
}

function without(shape: ObjectSchema, names: readonly string[]): ObjectSchema {
  if (shape.anyOf) return { ...shape, anyOf: shape.anyOf.map((one) => without(one, names)) }
  return pick(shape, (name) => !names.includes(name))
}

function pick(
  { properties = {}, required = [], ...rest }: ObjectSchema,
  isWanted: (name: string) => boolean,
) {
  const wanted = Object.entries(properties).filter(([name]) => isWanted(name))
  const needed = required.filter(isWanted)
  return { ...rest, properties: Object.fromEntries(wanted), ...(needed.length > 0 && { required: needed }) }
}

/** Of shapes that were described before: a hub that starts again, as after its set-up, describes them all once more. */
const described = new WeakMap<z.ZodType, object>()

/** The shape as it is sent, before defaults are filled in. */
function jsonSchema(shape: z.ZodType): object {
  const known = described.get(shape)
  if (known) return known
  // The dialect is the document's, not each part's.
  const made = { ...z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }), $schema: undefined }
  described.set(shape, made)
  return made
}

const ERROR = {
  description: 'Refused: a code of a closed list and a sentence for people.',
  type: 'object',
  properties: {
    error: {
      type: 'object',
      properties: { code: { type: 'string' }, message: { type: 'string' }, details: { type: 'object' } },
    },
    detail: { type: 'string' },
  },
}

/** Serves the description of all addresses that are registered after this. */
export async function serveDescription(http: FastifyInstance, version: string): Promise<void> {
  // The handlers decode what they are sent by the same shapes, and refuse it with a sentence.
  http.setValidatorCompiler(() => () => true)
  await http.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'AV Gym Front Desk', version },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer' },
          desk: { type: 'apiKey', in: 'header', name: DESK_HEADER },
        },
      },
      // A token that was made for a desk is good only with the desk's credential beside it.
      security: [{ bearer: [] }, { bearer: [], desk: [] }],
    },
    transform: ({ schema, url }) => ({
      // Files of the desk's page are no addresses of ours.
      schema: {
        ...schema,
        hide: !('summary' in { ...schema }),
        response: { '2xx': { description: 'Done.' }, default: ERROR },
      },
      url,
    }),
  })
  const summary = 'This description.'
  // All addresses are there by the first request: it is made then, and once.
  let made: Buffer | undefined
  http.get('/api/v1/openapi.json', says(summary, { open: true }), (_request, reply) => {
    made ??= Buffer.from(JSON.stringify(http.swagger()))
    return reply.type('application/json; charset=utf-8').send(made)
  })
}
