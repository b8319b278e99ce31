import type { Page } from 'playwright-core'

/**
 * Words on the page as it is now that somebody cannot read because they are cut off: by the window, or by something
 * around them that cannot be scrolled. A name that ends in an ellipsis and a row that is left out as a whole are not.
 */
export function cutText(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const SLACK_PX = 1.5
    const cut: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement
      const text = node.textContent?.trim() ?? ''
      if (text === '' || !parent?.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
        continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const words = range.getBoundingClientRect()
      if (words.width === 0 || isMeantToBeCut(parent, words)) continue
      const frame = frameOf(parent)
      const isCut =
        words.left < frame.left - SLACK_PX ||
        words.right > frame.right + SLACK_PX ||
        words.top < frame.top - SLACK_PX ||
        words.bottom > frame.bottom + SLACK_PX
      if (isCut) cut.push(`${parent.className || parent.tagName}: ${text}`)
    }
    for (const field of document.querySelectorAll('input')) {
      if (field.placeholder === '' || field.value !== '') continue
      const { font, paddingLeft, paddingRight } = getComputedStyle(field)
      const pen = document.createElement('canvas').getContext('2d')
      if (pen) pen.font = font
      const room = field.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight)
      if (pen && pen.measureText(field.placeholder).width > room + SLACK_PX) cut.push(field.placeholder)
    }
    return cut

    function isMeantToBeCut(element: Element, words: DOMRect): boolean {
      if (element.closest('.ui-unseen, [aria-hidden=true] select')) return true
      for (let each: Element | null = element; each; each = each.parentElement) {
        const style = getComputedStyle(each)
        if (style.textOverflow === 'ellipsis') return true
        if (/auto|scroll/.test(style.overflowX + style.overflowY)) return true
        const rows = each.closest('.activity__rows')?.getBoundingClientRect()
        // Left out as a whole: beside the rows that are seen, after them in the way that the page runs.
        if (rows && (words.left >= rows.right || words.right <= rows.left)) return true
      }
      return false
    }

    /** What is left to be seen of the place that an element stands in. */
    function frameOf(element: Element): { left: number; top: number; right: number; bottom: number } {
      const frame = { left: 0, top: 0, right: innerWidth, bottom: innerHeight }
      for (let each: Element | null = element; each; each = each.parentElement) {
        if (getComputedStyle(each).overflow === 'visible') continue
        const box = each.getBoundingClientRect()
        frame.left = Math.max(frame.left, box.left)
        frame.top = Math.max(frame.top, box.top)
        frame.right = Math.min(frame.right, box.right)
        frame.bottom = Math.min(frame.bottom, box.bottom)
      }
      return frame
    }
  })
}
