-- Checks of arguments, as modules ask for them with require 'libraryUtil'.
local util = {}

function util.checkType( name, place, value, wanted, nilAllowed )
	if value == nil and nilAllowed then
		return
	end
	if type( value ) ~= wanted then
		error( string.format( "bad argument #%d to '%s' (%s expected, got %s)", place, name, wanted, type( value ) ), 3 )
	end
end

function util.checkTypeMulti( name, place, value, wanted )
	for _, kind in ipairs( wanted ) do
		if type( value ) == kind then
			return
		end
	end
	local list = table.concat( wanted, ', ', 1, #wanted - 1 )
	list = #wanted > 1 and list .. ' or ' .. wanted[#wanted] or wanted[1]
	error( string.format( "bad argument #%d to '%s' (%s expected, got %s)", place, name, list, type( value ) ), 3 )
end

function util.checkTypeForIndex( key, value, wanted )
	if type( value ) ~= wanted then
		error( string.format( "value for index '%s' must be %s, %s given", tostring( key ), wanted, type( value ) ), 3 )
	end
end

function util.checkTypeForNamedArg( name, argument, value, wanted, nilAllowed )
	if value == nil and nilAllowed then
		return
	end
	if type( value ) ~= wanted then
		error( string.format( "bad named argument %s to '%s' (%s expected, got %s)", argument, name, wanted, type( value ) ), 3 )
	end
end

function util.makeCheckSelfFunction( library, variable, object, description )
	return function ( self, method )
		if self ~= object then
			error( string.format( "%s: invalid %s. Did you call %s with a dot instead of a colon, i.e. %s.%s() instead of %s:%s()?",
				library, description, method, variable, method, variable, method ), 3 )
		end
	end
end

return util
