import Terminal

await Program.run(Witness.self)
