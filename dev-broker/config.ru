# The settings come from PACT_BROKER_* in the environment; `npm run broker` sets them.
require 'pact_broker'

run(PactBroker::App.new { |config| config.log_stream = :stdout })
