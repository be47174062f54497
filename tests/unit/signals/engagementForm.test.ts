import { describe, expect, it } from 'vitest'
import { workFormOf } from '@/lib/signals/engagementForm'

describe('the form of work that a posting offers', () => {
  it.each([
    ['Software Engineer Intern, Inference', null, 'internship'],
    ['Data Center Technician Co-op (Fall)', null, 'internship'],
    ['Technical Advisor (Part-Time Internship)', null, 'internship'],
    ['Electrician Apprentice', null, 'apprenticeship'],
    ['AI Safety Fellowship', null, 'fellowship'],
    ['Residency, Research', null, 'fellowship'],
    ['Accounts Payable Specialist (Contract to Hire)', 'contract', 'contract-to-hire'],
    ['Network Engineer - C2H', null, 'contract-to-hire'],
    ['Recruiter (Contract)', 'full-time', 'contract'],
    ['Purchasing Coordinator', 'contract', 'contract'],
    ['Rack Installer', 'temporary', 'contract'],
    ['Front Desk Ambassador (Part-Time)', null, 'part-time'],
    ['Support Engineer', 'part-time', 'part-time'],
  ])('of %s (%s) is %s', (title, field, form) => expect(workFormOf(title, field)).toBe(form))

  it.each([
    ['Senior Contracts Manager, Supply Chain', null],
    ['Commercial Counsel, Government Contracts', 'full-time'],
    ['Contract Manufacturing Program Manager', null],
    ['Contract Management Lead (Procurement)', null],
    ['Technical Fellow, Interconnect', 'full-time'],
    ['Resident Solution Architect', null],
    ['Internal Tools Engineer', null],
    ['International Payroll Lead', null],
    ['Reliability Engineer', 'full-time'],
    ['Reliability Engineer', null],
  ])('is not named by %s (%s)', (title, field) => expect(workFormOf(title, field)).toBeNull())
})
