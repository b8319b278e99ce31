import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { readCaller, requireCaller, type CallerRules } from './caller.ts'
import type { Listed, Page } from './http-port.ts'
import { says } from './description.ts'
import { decodeParams } from '../protocol/decode-params.ts'

/** Rows on a page where the client does not say. */
const DEFAULT_PAGE_SIZE = 50

/** Rows on a page at most: about a megabyte of JSON. */
const MAX_PAGE_SIZE = 5_000

const listQuery = z.object({
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  page_size: z.coerce.number().int().min(1).max(MAX_PAGE_SIZE).default(DEFAULT_PAGE_SIZE),
  search: z.string().max(100).default(''),
})

/** The addresses that the deployed AV Gym client reads. */
export function serveAvGym(http: FastifyInstance, rules: CallerRules): void {
  http.get('/api/auth/me/', says('The caller.'), (request) => {
    const { person, name, role } = readCaller(request, rules)
    return { id: person?.subject ?? '', username: name, full_name: name, role }
  })
  http.get(
    '/api/checkins/',
    says('Check-ins, the newest first, page by page.', { query: listQuery }),
    async (request) => {
      requireCaller(request, rules, 'see')
      const query = decodeParams(listQuery, request.query)
      return pageOf(request, query, await rules.hub.listCheckIns(window(query)))
    },
  )
  http.get('/api/members/', says('Members by name, page by page.', { query: listQuery }), async (request) => {
    requireCaller(request, rules, 'see')
    const query = decodeParams(listQuery, request.query)
    return pageOf(request, query, await rules.hub.listMembers(window(query), query.search))
  })
}

type ListQuery = z.output<typeof listQuery>

function window({ page, page_size }: ListQuery): Page {
  return { offset: (page - 1) * page_size, limit: page_size }
}

/** The envelope of the deployed system's lists, with absolute addresses of the pages beside this one. */
function pageOf(request: FastifyRequest, query: ListQuery, { count, results }: Listed) {
  const addressOf = (page: number): string => {
    const address = new URL(request.url, `${request.protocol}://${request.host}`)
    address.searchParams.set('page', String(page))
    return address.href
  }
  const hasMore = query.page * query.page_size < count
  return {
    count,
    next: hasMore ? addressOf(query.page + 1) : null,
    previous: query.page > 1 ? addressOf(query.page - 1) : null,
    results,
  }
}
