/** How long one process of tests may take, in milliseconds; the longest, that of the mutants, takes half of it. */
const limit = 1_200_000

// The runner's own limit is one for each test: a process whose tests are over and that something keeps alive, an interval
// after a failed assertion for one, was waited for until the whole run was killed.
setTimeout(() => {
  console.error(`These tests did not end within ${limit / 60_000} minutes: ${process.argv[1]}`)
  process.exit(1)
}, limit).unref()
