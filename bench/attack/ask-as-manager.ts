import type { AttackJob } from './attack.ts'

/** Asks the hub over HTTP what only a manager may. */
export function askAsManager(
  { ws, managerToken = '' }: AttackJob,
  path: string,
  request: { method?: string; type?: string; body?: BodyInit } = {},
): Promise<Response> {
  const { method = 'GET', type, body = null } = request
  const headers = {
    authorization: `Bearer ${managerToken}`,
    ...(type !== undefined && { 'content-type': type }),
  }
  return fetch(`http://${new URL(ws).host}${path}`, { method, headers, body })
}

/** Gives the hub a file of members; resolves with the status it answers. */
export async function giveFile(job: AttackJob, file: Uint8Array<ArrayBuffer>): Promise<number> {
  const request = { method: 'POST', type: 'text/csv', body: file }
  const response = await askAsManager(job, '/api/v1/members/import', request)
  await response.arrayBuffer()
  return response.status
}
