import { describe, expect, it } from 'vitest'
import { takeReport } from './hid-report.ts'

/** A report of 63 bytes as a reader sends it. */
function report(text: string, { aim = ']C0', gap = 0, more = false, size = 63 } = {}): DataView {
  const bytes = new Uint8Array(size)
  bytes[0] = text.length
  bytes.set(
    Array.from(aim + text)
      .map((each) => each.charCodeAt(0))
      .slice(0, size - 1 - gap),
    1 + gap,
  )
  if (more) bytes[62] = 1
  return new DataView(bytes.buffer)
}

describe('a report of a reader in HID-POS mode', () => {
  it.each([
    ['with its kind of code before it', report('AVtest-07'), 'AVtest-07'],
    ['with one byte more before that', report('AVtest-07', { gap: 1 }), 'AVtest-07'],
    ['without any', report('AVtest-07', { aim: '' }), 'AVtest-07'],
    ['with a line end', report('AVtest-07\r\n'), 'AVtest-07'],
    ['shorter than usual', report('AVtest-07', { size: 20 }), 'AVtest-07'],
    ['that says it is longer than it is', report('A', { size: 3, aim: '' }), 'A'],
    ['of nothing', report(''), null],
    ['of no bytes', new DataView(new ArrayBuffer(0)), null],
  ])('%s', (_name, data, code) => {
    expect(takeReport('', data)).toEqual({ pending: '', code })
  })

  it('is one code with those that follow it', () => {
    const first = takeReport('', report('A'.repeat(50), { more: true }))
    expect(first.code).toBeNull()
    const second = takeReport(first.pending, report('B'.repeat(10)))
    expect(second).toEqual({ pending: '', code: 'A'.repeat(50) + 'B'.repeat(10) })
    expect(takeReport(second.pending, report('C')).code).toBe('C')
  })

  it('never grows without end', () => {
    let pending = ''
    for (let count = 0; count < 200; count += 1) {
      pending = takeReport(pending, report('A'.repeat(55), { more: true })).pending
    }
    expect(pending.length).toBeLessThan(5_000)
  })
})
