import Terminal

await Program.run(TrusteeProgram.self)
