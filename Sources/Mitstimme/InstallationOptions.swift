import ArgumentParser

/// The flags that say which installation a command is about.
struct InstallationOptions: ParsableArguments {
    @Option(help: "The folder that holds everything of this installation.")
    var data = "data"

    @Option(help: "Where sql/ and Resources/ are; else beside the program, else in the checkout.")
    var home: String?

    @Option(help: ArgumentHelp(Setting.database.help))
    var database: String?
}

/// The flags of `serve`.
struct ServeOptions: ParsableArguments {
    @Option(help: ArgumentHelp(Setting.town.help)) var town: String?
    @Option(help: ArgumentHelp(Setting.port.help)) var port: String?
    @Option(help: ArgumentHelp(Setting.origin.help)) var origin: String?
    @Option(help: ArgumentHelp(Setting.address.help)) var address: String?
    @Option(help: ArgumentHelp(Setting.mailServer.help)) var mailServer: String?
    @Option(help: ArgumentHelp(Setting.mailFrom.help)) var mailFrom: String?
    @Option(help: ArgumentHelp(Setting.behindProxy.help)) var behindProxy: String?
    @Option(help: ArgumentHelp(Setting.logPolicy.help)) var logPolicy: String?
    @Option(help: ArgumentHelp(Setting.operatorName.help)) var operatorName: String?
    @Option(help: ArgumentHelp(Setting.operatorAddress.help)) var operatorAddress: String?
    @Option(help: ArgumentHelp(Setting.operatorMail.help)) var operatorMail: String?

    var flags: [Setting: String?] {
        [
            .town: town, .port: port, .origin: origin, .address: address, .mailServer: mailServer,
            .mailFrom: mailFrom,
            .behindProxy: behindProxy, .logPolicy: logPolicy, .operatorName: operatorName,
            .operatorAddress: operatorAddress,
            .operatorMail: operatorMail,
        ]
    }
}
